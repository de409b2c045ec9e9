// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IERC20} from "@openzeppelin/contracts/interfaces/IERC20.sol";
import {TickMath} from "@uniswap/v4-core/src/libraries/TickMath.sol";
import {IWETH9} from "contracts/interfaces/IWETH9.sol";
import {UniswapTwapRateSource} from "contracts/oracle/UniswapTwapRateSource.sol";
import {IUniswapV3Pool} from "strategies/uniswap/interfaces/IUniswapV3Pool.sol";
import {Mainnet} from "test/support/Mainnet.sol";
import {ReplicaTest} from "test/support/Replica.sol";

/// @notice The real wstETH/WETH pool with a quote from it, in the hands of somebody who can pay for any trade.
abstract contract PoolTest is ReplicaTest {
    uint32 internal constant WINDOW = 30 minutes;
    uint256 internal constant PART = WINDOW / 5;
    uint128 internal constant MIN_LIQUIDITY = 1e21;
    IUniswapV3Pool internal constant POOL = IUniswapV3Pool(Mainnet.WSTETH_WETH_POOL);

    UniswapTwapRateSource internal source;
    /// @dev What the trades have cost so far; negative is a gain.
    int256 internal paidLst;
    int256 internal paidEth;

    function setUp() public virtual override {
        super.setUp();
        source = _newSource(WINDOW, MIN_LIQUIDITY);
        // No trade of the replica's own history is left in the window but its price.
        skip(WINDOW);
    }

    function _newSource(uint32 window, uint128 minLiquidity) internal returns (UniswapTwapRateSource) {
        return UniswapTwapRateSource(
            vm.deployCode(
                "UniswapTwapRateSource.sol:UniswapTwapRateSource",
                abi.encode(POOL, Mainnet.WSTETH, Mainnet.WETH, window, minLiquidity)
            )
        );
    }

    /// @dev Time that passes in blocks of twelve seconds.
    function _pass(uint256 time) internal {
        skip(time);
        vm.roll(block.number + time / 12);
    }

    function _sqrtPrice() internal view returns (uint160 sqrtPriceX96) {
        (sqrtPriceX96,,,,,,) = POOL.slot0();
    }

    function _tick() internal view returns (int24 tick) {
        (, tick,,,,,) = POOL.slot0();
    }

    function _tradeToTick(int24 tick) internal {
        _tradeTo(TickMath.getSqrtPriceAtTick(tick));
    }

    function _tradeTo(uint160 sqrtPriceX96) internal {
        uint160 current = _sqrtPrice();
        if (current != sqrtPriceX96) {
            POOL.swap(address(this), sqrtPriceX96 < current, type(int128).max, sqrtPriceX96, "");
        }
    }

    function uniswapV3SwapCallback(int256 amount0, int256 amount1, bytes calldata) external {
        (paidLst, paidEth) = (paidLst + amount0, paidEth + amount1);
        if (amount0 > 0) {
            deal(Mainnet.WSTETH, address(this), uint256(amount0));
            IERC20(Mainnet.WSTETH).transfer(msg.sender, uint256(amount0));
        } else {
            vm.deal(address(this), uint256(amount1));
            IWETH9(Mainnet.WETH).deposit{value: uint256(amount1)}();
            IWETH9(Mainnet.WETH).transfer(msg.sender, uint256(amount1));
        }
    }
}
