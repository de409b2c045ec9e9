// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {TickMath} from "@uniswap/v4-core/src/libraries/TickMath.sol";
import {IVaultTypes} from "contracts/interfaces/IVaultTypes.sol";
import {LstMarketMath} from "strategies/market/LstMarketMath.sol";
import {IUniswapV3Range} from "strategies/uniswap/IUniswapV3Range.sol";
import {UniswapV3Range} from "strategies/uniswap/UniswapV3Range.sol";
import {VaultOnReplica} from "test/support/VaultOnReplica.sol";

/// @notice The range strategy in the real vault with its oracle, and the levers that move its pool.
abstract contract RangeTest is VaultOnReplica {
    uint16 internal constant MAX_SLIPPAGE_BPS = 30;
    uint16 internal constant MAX_DEVIATION_BPS = 40;
    uint32 internal constant TWAP_WINDOW = 10 minutes;
    uint256 internal constant ALL = type(uint256).max;

    UniswapV3Range internal range;
    /// @dev What the trades of this test have cost so far; negative is a gain.
    int256 internal paidLst;
    int256 internal paidEth;

    function setUp() public virtual override {
        super.setUp();
        range = _newRange(address(UNISWAP));
        _list(range);
        // The pool stands at par, and has for as long as anyone looks back.
        _tradePoolTo(BPS);
        _settle();
    }

    function _newRange(address pool) internal returns (UniswapV3Range) {
        return UniswapV3Range(
            payable(vm.deployCode("UniswapV3Range.sol:UniswapV3Range", abi.encode(vault, pool, WETH, _rangeLimits())))
        );
    }

    function _rangeLimits() internal pure returns (IUniswapV3Range.Limits memory) {
        return IUniswapV3Range.Limits(MAX_SLIPPAGE_BPS, MAX_DEVIATION_BPS, TWAP_WINDOW);
    }

    /* OPERATIONS */

    function _put(uint256 lst) internal {
        deal(address(LST), address(range), LST.balanceOf(address(range)) + lst);
        vm.prank(address(vault));
        range.deploy(lst, "");
    }

    /// @dev LST and WETH, held outside the ranges.
    function _hold(uint256 lst, uint256 weth) internal {
        deal(address(LST), address(range), LST.balanceOf(address(range)) + lst);
        _sendWeth(address(range), weth);
        _manage(abi.encodeCall(IUniswapV3Range.collect, ()));
    }

    function _manage(bytes memory data) internal {
        vm.prank(address(vault));
        range.manage(data);
    }

    function _open(int24 lower, int24 upper) internal {
        _open(lower, upper, ALL, ALL);
    }

    function _open(int24 lower, int24 upper, uint256 lst, uint256 weth) internal {
        _manage(_opening(lower, upper, lst, weth));
    }

    function _close(int24 lower, int24 upper, uint256 liquidity) internal {
        _manage(abi.encodeCall(IUniswapV3Range.close, (lower, upper, liquidity)));
    }

    function _take(uint256 lst) internal {
        vm.prank(address(vault));
        range.free(lst, "");
    }

    /// @return paid LST that came to the vault.
    function _unwind(uint256 fractionWad) internal returns (uint256 paid) {
        uint256 before = LST.balanceOf(address(vault));
        vm.prank(address(vault));
        range.unwind(fractionWad);
        return LST.balanceOf(address(vault)) - before;
    }

    function _opening(int24 lower, int24 upper, uint256 lst, uint256 weth) internal pure returns (bytes memory) {
        return abi.encodeCall(IUniswapV3Range.open, (lower, upper, lst, weth, 0));
    }

    function _closing(int24 lower, int24 upper) internal pure returns (bytes memory) {
        return abi.encodeCall(IUniswapV3Range.close, (lower, upper, ALL));
    }

    function _buying(uint256 eth, uint256 minLst) internal pure returns (bytes memory) {
        return abi.encodeCall(IUniswapV3Range.buyLst, (eth, minLst));
    }

    function _selling(uint256 lst, uint256 minEth) internal pure returns (bytes memory) {
        return abi.encodeCall(IUniswapV3Range.sellLst, (lst, minEth));
    }

    /// @dev The whole way: the keeper has the vault do it.
    function _rebalance(IVaultTypes.ActionKind kind, uint256 lst, bytes memory data) internal {
        _rebalance(kind, range, lst, data);
    }

    /* ANY STATE */

    /// @dev Up to four ranges around par, with something held beside them, fees in both tokens, and the pool at `tick` from par's.
    function _anyState(uint256 seed, int24 tick) internal {
        _hold(bound(_random(seed, 0), 1e15, 200e18), bound(_random(seed, 1), 1e15, 200e18));
        uint256 count = _random(seed, 2) % 4 + 1;
        for (uint256 i; i < count; ++i) {
            (int24 lower, int24 upper) = _anyRange(_random(seed, 10 + i));
            (uint256 lst, uint256 weth) = range.held();
            _openIfAny(lower, upper, lst / 2, weth / 2);
        }
        uint256 trades = _random(seed, 3) % 4;
        for (uint256 i; i < trades; ++i) {
            _tradeToTick(_between(_random(seed, 20 + i), -80, 80));
        }
        _tradeToTick(tick);
    }

    function _anyRange(uint256 seed) internal view returns (int24 lower, int24 upper) {
        lower = _parTick() + _between(seed, -60, 50);
        upper = lower + _between(seed >> 128, 1, 120);
    }

    /// @dev Where a range wants a token that is not held there is nothing to open.
    function _openIfAny(int24 lower, int24 upper, uint256 lst, uint256 weth) internal {
        vm.prank(address(vault));
        try range.manage(_opening(lower, upper, lst, weth)) {}
        catch (bytes memory reason) {
            assertEq(bytes4(reason), IUniswapV3Range.LiquidityZero.selector);
        }
    }

    function _random(uint256 seed, uint256 salt) internal pure returns (uint256) {
        return uint256(keccak256(abi.encode(seed, salt)));
    }

    function _between(uint256 seed, int24 least, int24 most) internal pure returns (int24) {
        return int24(least + int256(seed % uint256(int256(most - least + 1))));
    }

    /* READING */

    function _sqrtPrice() internal view returns (uint160 sqrtPriceX96) {
        (sqrtPriceX96,,,,,,) = UNISWAP.slot0();
    }

    function _tick() internal view returns (int24 tick) {
        (, tick,,,,,) = UNISWAP.slot0();
    }

    function _parTick() internal view returns (int24) {
        return TickMath.getTickAtSqrtPrice(LstMarketMath.sqrtPriceAt(_par(), 0));
    }

    function _liquidityOf(address owner, int24 lower, int24 upper) internal view returns (uint128 liquidity) {
        (liquidity,,,,) = UNISWAP.positions(keccak256(abi.encodePacked(owner, lower, upper)));
    }

    /// @dev LST wei at par of everything.
    function _value() internal view returns (uint256) {
        return _valueAt(_par());
    }

    function _valueAt(uint256 rateWad) internal view returns (uint256) {
        (int256 lst, int256 eth) = range.exposure(rateWad);
        return uint256(lst) + uint256(eth) * WAD / rateWad;
    }

    function _exposure() internal view returns (uint256 lst, uint256 eth) {
        (int256 signedLst, int256 signedEth) = range.exposure(_par());
        return (uint256(signedLst), uint256(signedEth));
    }

    function _fees() internal view returns (uint256 lst, uint256 weth) {
        IUniswapV3Range.RangeState[] memory states = range.ranges();
        for (uint256 i; i < states.length; ++i) {
            (lst, weth) = (lst + states[i].feesLst, weth + states[i].feesWeth);
        }
    }

    function _assertHeldIsThere() internal view {
        (uint256 lst, uint256 weth) = range.held();
        assertGe(LST.balanceOf(address(range)), lst, "LST that is booked is there");
        assertGe(WETH.balanceOf(address(range)), weth, "WETH that is booked is there");
        assertEq(address(range).balance, 0, "no ether");
    }

    /* MOVING THE WORLD */

    /// @dev Time passes until every mean has followed the pool.
    function _settle() internal {
        vm.warp(block.timestamp + 31 minutes);
        vm.roll(block.number + 155);
    }

    /// @dev Trades the pool to a price in ticks from par's, whatever it takes.
    function _tradeToTick(int24 fromPar) internal {
        _tradeTo(TickMath.getSqrtPriceAtTick(_parTick() + fromPar));
    }

    function _tradeTo(uint160 target) internal {
        uint160 current = _sqrtPrice();
        if (current == target) return;
        (int256 amount0, int256 amount1) = UNISWAP.swap(address(this), target < current, type(int128).max, target, "");
        (paidLst, paidEth) = (paidLst + amount0, paidEth + amount1);
    }

    function _sendWeth(address to, uint256 amount) internal {
        vm.deal(address(this), amount);
        WETH.deposit{value: amount}();
        WETH.transfer(to, amount);
    }
}
