// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IStrategy} from "contracts/interfaces/IStrategy.sol";
import {AaveV3Loop} from "strategies/aave/AaveV3Loop.sol";
import {IAaveV3Loop} from "strategies/aave/IAaveV3Loop.sol";
import {IUniswapV3Pool} from "strategies/uniswap/interfaces/IUniswapV3Pool.sol";
import {AaveLoopTest} from "test/fork/aave/AaveLoopTest.sol";
import {Mainnet} from "test/support/Mainnet.sol";

contract ConstructionTest is AaveLoopTest {
    function test_SaysWhatItWasBuiltWith() public view {
        assertEq(loop.vault(), address(vault));
        assertEq(loop.asset(), address(LST));
        assertEq(loop.kind(), "aave-v3-loop");
        assertEq(loop.pool(), address(AAVE));
        assertEq(loop.uniswapPool(), address(UNISWAP));
        assertEq(loop.weth(), address(WETH));
        assertEq(loop.eModeCategory(), CATEGORY);
        assertEq(abi.encode(loop.limits()), abi.encode(_limits()));
        assertEq(AAVE.getUserEMode(address(loop)), CATEGORY);
    }

    /// @dev (1 + 0.5 %) ÷ ((1 − 2.85 %) × (1 − 1 %)).
    function test_FloorFollowsFromTheLimits() public view {
        assertEq(loop.healthFloorWad(), 1.044932079414838036e18);
    }

    /// @dev The three shocks together, on a position that stands on the floor.
    function test_OnTheFloorTheShocksLeaveAHealthFactorOfOne() public {
        _deploy(100e18, _up(_debtFor(100e18, 300), 0));
        _free(loop.withdrawable());
        assertApproxEqRel(_aaveHealth(), loop.withdrawFloorWad(), 1e9);
        _setLenderPrice(address(LST), 9_715 * 9_900 / BPS);
        _setLenderPrice(address(WETH), 10_050 * 10_500 / BPS);
        // Prices were cut to whole basis points. 5 % of the debt's price is the margin that a leaver had to keep.
        assertApproxEqAbs(_aaveHealth(), 1e18, 0.0001e18);
    }

    function test_RevertWhen_AnAddressHasNoCode() public {
        address empty = makeAddr("empty");
        address[4] memory good = [address(vault), address(AAVE), address(UNISWAP), address(WETH)];
        string[4] memory names = ["vault", "pool", "uniswapPool", "weth"];
        for (uint256 i; i < good.length; ++i) {
            address[4] memory given = [good[0], good[1], good[2], good[3]];
            given[i] = empty;
            vm.expectRevert(abi.encodeWithSelector(IStrategy.NotAContract.selector, names[i], empty));
            new AaveV3Loop(given[0], given[1], given[2], given[3], CATEGORY, _limits());
        }
    }

    function test_RevertWhen_ThePoolHoldsOtherTokens() public {
        vm.mockCall(address(UNISWAP), abi.encodeCall(IUniswapV3Pool.token0, ()), abi.encode(Mainnet.STETH));
        vm.expectRevert(
            abi.encodeWithSelector(IStrategy.ConfigMismatch.selector, "uniswapPool.token0", Mainnet.STETH, address(LST))
        );
        _construct(CATEGORY, _limits());
    }

    function test_RevertWhen_ThePoolsSecondTokenIsNotWeth() public {
        vm.mockCall(address(UNISWAP), abi.encodeCall(IUniswapV3Pool.token1, ()), abi.encode(Mainnet.STETH));
        vm.expectRevert(
            abi.encodeWithSelector(
                IStrategy.ConfigMismatch.selector, "uniswapPool.token1", Mainnet.STETH, address(WETH)
            )
        );
        _construct(CATEGORY, _limits());
    }

    function test_RevertWhen_TheCategoryDoesNotHoldTheAssets() public {
        _setBorrowableInEMode(address(WETH), false);
        vm.expectRevert(abi.encodeWithSelector(IAaveV3Loop.EModeChanged.selector, CATEGORY, CATEGORY, true, false));
        _construct(CATEGORY, _limits());
        vm.expectRevert(abi.encodeWithSelector(IAaveV3Loop.EModeChanged.selector, 0, 0, false, false));
        _construct(0, _limits());
    }

    function test_RevertWhen_ALimitIsOutOfRange() public {
        _refuses(IAaveV3Loop.Limits(2_001, 100, 50, 30), "oracleErrorBps", 2_001, 0, 2_000);
        _refuses(IAaveV3Loop.Limits(285, 2_001, 50, 30), "depegBps", 2_001, 0, 2_000);
        _refuses(IAaveV3Loop.Limits(285, 100, 2_001, 30), "debtGrowthBps", 2_001, 0, 2_000);
        _refuses(IAaveV3Loop.Limits(285, 100, 50, 201), "maxSlippageBps", 201, 1, 200);
        _refuses(IAaveV3Loop.Limits(285, 100, 50, 0), "maxSlippageBps", 0, 1, 200);
    }

    function test_RevertWhen_TheFloorIsTooLow() public {
        // 1 ÷ (1 − 2.9 %) = 1.02987
        _refuses(IAaveV3Loop.Limits(290, 0, 0, 30), "health floor", 1029866117404737385, 1.03e18, type(uint256).max);
        _construct(CATEGORY, IAaveV3Loop.Limits(290, 0, 2, 30));
    }

    function _refuses(IAaveV3Loop.Limits memory limits, string memory what, uint256 value, uint256 min, uint256 max)
        private
    {
        vm.expectRevert(abi.encodeWithSelector(IStrategy.LimitOutOfRange.selector, what, value, min, max));
        _construct(CATEGORY, limits);
    }

    function _construct(uint8 category, IAaveV3Loop.Limits memory limits) private returns (AaveV3Loop) {
        return new AaveV3Loop(address(vault), address(AAVE), address(UNISWAP), address(WETH), category, limits);
    }
}
