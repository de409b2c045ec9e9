// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IERC20} from "@openzeppelin/contracts/interfaces/IERC20.sol";
import {IVaultTypes} from "contracts/interfaces/IVaultTypes.sol";
import {IWETH9} from "contracts/interfaces/IWETH9.sol";
import {Test} from "forge-std/Test.sol";
import {IAaveV3Loop} from "strategies/aave/IAaveV3Loop.sol";
import {IAavePool} from "strategies/aave/interfaces/IAavePool.sol";
import {LstMarketMath} from "strategies/market/LstMarketMath.sol";
import {IUniswapV3Pool} from "strategies/uniswap/interfaces/IUniswapV3Pool.sol";
import {IVaultUnderTest} from "test/support/IVaultUnderTest.sol";
import {ISettableFeed} from "test/support/LeveredVault.sol";
import {Mainnet} from "test/support/Mainnet.sol";

/// @notice What all actors on the levered vault share: who they are, how they read and trade, and what is remembered of prices.
/// @dev The handler holds unlimited LST and WETH, and is the one who trades.
abstract contract LeveredActors is Test {
    uint256 internal constant WAD = 1e18;
    uint256 internal constant BPS = 10_000;
    uint256 internal constant VIRTUAL = 1e6;
    /// @dev Wei that the lender may round away in one action: one for each of supply, borrow, repay, withdraw, and of each sheet.
    uint256 internal constant ROUNDING = 12;
    uint256 private constant PLENTY = 1e27;
    uint256 private constant OPENING_LST = 900e18;
    /// @dev What a batch or an exit is sent with, as much as any that succeeds needs several times over. A sale that the pool cannot serve walks through its
    /// empty prices for ten times as much before it is refused.
    uint256 internal constant ENOUGH_GAS = 4_000_000;
    bytes32 private constant CONSENSUS_SLOT = keccak256("lido.Lido.clBalanceAndClValidators");
    bytes32 private constant STAKE_LIMIT_SLOT = keccak256("lido.Lido.stakeLimit");

    IERC20 internal constant LST = IERC20(Mainnet.WSTETH);
    IWETH9 internal constant WETH = IWETH9(Mainnet.WETH);
    IAavePool internal constant AAVE = IAavePool(Mainnet.AAVE_POOL);
    IUniswapV3Pool internal constant UNISWAP = IUniswapV3Pool(Mainnet.WSTETH_WETH_POOL);

    IVaultUnderTest internal immutable VAULT;
    IAaveV3Loop internal immutable LOOP;
    address internal immutable KEEPER;
    /// @dev In hundredths.
    uint256 private immutable OPENING_LEVERAGE;
    address[4] public users;

    /// @notice What the share price at par would be had the world alone moved it, ray.
    uint256 public honestPriceRay;
    mapping(bytes32 => uint256) public calls;
    bool private _isOpen;

    constructor(IVaultUnderTest vault, IAaveV3Loop loop, address keeper, uint256 openingLeverage) {
        (VAULT, LOOP, KEEPER, OPENING_LEVERAGE) = (vault, loop, keeper, openingLeverage);
        deal(address(LST), address(this), PLENTY);
        deal(address(WETH), address(this), PLENTY);
        for (uint256 i; i < users.length; ++i) {
            users[i] = makeAddr(string.concat("user", vm.toString(i)));
            deal(address(LST), users[i], PLENTY);
            vm.prank(users[i]);
            LST.approve(address(vault), type(uint256).max);
        }
        LST.approve(address(vault), type(uint256).max);
        // `deal` leaves forge noting every slot that is read, in all runs.
        vm.stopRecord();
        honestPriceRay = parPriceRay();
    }

    /// @dev The loop is levered by the first act of a run: what was deposited in the same transaction would count for no cap.
    modifier opened() {
        _openOnce();
        _;
    }

    function _openOnce() internal {
        if (!_isOpen) _open();
    }

    function _open() internal virtual {
        _isOpen = true;
        (uint256 parWad,) = VAULT.oracle().par();
        uint256 eth = OPENING_LST * (OPENING_LEVERAGE - 100) / 100 * parWad / WAD;
        bytes memory data = abi.encodeCall(IAaveV3Loop.leverUp, (eth, 0));
        assert(_run(IVaultTypes.ActionKind.Deploy, OPENING_LST, data));
        honestPriceRay = parPriceRay();
    }

    /* READING */

    function parPriceRay() public view returns (uint256) {
        (uint256 parWad,) = VAULT.oracle().par();
        (uint256 collateral, uint256 debt) = LOOP.position();
        uint256 nav = VAULT.idle() + collateral - (debt * WAD + parWad - 1) / parWad;
        return (nav + VIRTUAL) * 1e27 / (VAULT.totalSupply() + VIRTUAL);
    }

    /// @dev By how much others' price fell, in LST wei of the whole supply.
    function _lostLst(uint256 priceBefore) internal view returns (uint256) {
        uint256 price = parPriceRay();
        return price >= priceBefore ? 0 : (priceBefore - price) * VAULT.totalSupply() / 1e27;
    }

    function _lostWad(uint256 priceBefore) internal view returns (uint256) {
        uint256 price = parPriceRay();
        return price >= priceBefore ? 0 : (priceBefore - price) * WAD / priceBefore;
    }

    /// @dev The world moves prices for everybody; what it gives or takes is nobody's theft.
    modifier ofTheWorld() {
        _openOnce();
        uint256 before = parPriceRay();
        _;
        honestPriceRay = honestPriceRay * parPriceRay() / before;
    }

    /* TRADING */

    /// @dev Trades the pool to `bps` of par, whatever it takes.
    function _tradePoolTo(uint256 bps) internal {
        (uint256 parWad,) = VAULT.oracle().par();
        _tradePoolToSqrt(LstMarketMath.sqrtPriceAt(parWad * bps / BPS, 0));
    }

    function _tradePoolToSqrt(uint160 target) internal {
        (uint160 current,,,,,,) = UNISWAP.slot0();
        if (target == current) return;
        UNISWAP.swap(address(this), target < current, type(int128).max, target, "");
    }

    function uniswapV3SwapCallback(int256 amount0, int256 amount1, bytes calldata) external {
        assert(msg.sender == address(UNISWAP));
        if (amount0 > 0) LST.transfer(msg.sender, uint256(amount0));
        else WETH.transfer(msg.sender, uint256(amount1));
    }

    /* THE WORLD'S LEVERS */

    function _skip(uint256 time) internal {
        skip(time);
        ISettableFeed[2] memory feeds = [ISettableFeed(Mainnet.ETH_USD_FEED), ISettableFeed(Mainnet.STETH_ETH_FEED)];
        for (uint256 i; i < 2; ++i) {
            feeds[i].updateAnswer(feeds[i].latestAnswer());
        }
    }

    /// @dev What validators hold, in the lower half of stETH's word, changes by `bps` of itself: a slash, or rewards without the fee.
    function _rebase(int256 bps) internal {
        uint256 word = uint256(vm.load(Mainnet.STETH, CONSENSUS_SLOT));
        uint256 held = uint128(word);
        uint256 changed = uint256(int256(held) + int256(held) * bps / int256(BPS));
        vm.store(Mainnet.STETH, CONSENSUS_SLOT, bytes32((word >> 128 << 128) | changed));
    }

    /// @dev Anyone with enough ether uses up what the issuer mints in a day.
    modifier whereTheIssuerIs(bool dry) {
        bytes32 before = vm.load(Mainnet.STETH, STAKE_LIMIT_SLOT);
        if (dry) vm.store(Mainnet.STETH, STAKE_LIMIT_SLOT, bytes32((uint256(before) >> 128 << 128) | block.number));
        _;
        if (dry) vm.store(Mainnet.STETH, STAKE_LIMIT_SLOT, before);
    }

    /* BATCHES */

    function _run(IVaultTypes.ActionKind kind, uint256 assets, bytes memory data) internal returns (bool) {
        IVaultTypes.Action[] memory actions = new IVaultTypes.Action[](1);
        actions[0] = IVaultTypes.Action(kind, address(LOOP), assets, data);
        IVaultTypes.BatchTerms memory terms =
            IVaultTypes.BatchTerms(VAULT.rebalanceNonce(), uint64(block.timestamp), bytes32(0));
        vm.prank(KEEPER);
        try VAULT.rebalance{gas: ENOUGH_GAS}(actions, terms) {
            return true;
        } catch {
            return false;
        }
    }

    /// @dev The debt of the loop's equity at `leverage` (in hundredths) in LST at par, and what it owes now; zero where it owes more than it owns.
    function _owedAt(uint256 leverage) internal view returns (uint256 target, uint256 owed, uint256 parWad) {
        (uint256 collateral, uint256 debt) = LOOP.position();
        (parWad,) = VAULT.oracle().par();
        owed = debt * WAD / parWad;
        target = collateral > owed ? (collateral - owed) * (leverage - 100) / 100 : 0;
    }

    /// @dev As much as the pool has to give for LST, in part; more than that is refused by whoever sells.
    function _salable(uint256 eth) internal view returns (uint256) {
        return _min(eth, WETH.balanceOf(address(UNISWAP)) / 8);
    }

    function _min(uint256 a, uint256 b) internal pure returns (uint256) {
        return a < b ? a : b;
    }

    function _max(uint256 a, uint256 b) internal pure returns (uint256) {
        return a > b ? a : b;
    }
}
