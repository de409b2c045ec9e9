// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IVaultTypes} from "contracts/interfaces/IVaultTypes.sol";
import {IUniswapV3Range} from "strategies/uniswap/IUniswapV3Range.sol";
import {RangeTest} from "test/fork/uniswap/RangeTest.sol";

/// @notice Liquidity going in and coming out, as the keeper has it done.
contract OpenTest is RangeTest {
    function test_ARangeAboveThePriceTakesLstAlone() public {
        _put(100e18);
        int24 from = _tick() + 1;
        _open(from, from + 10, ALL, 0);
        (uint256 lst, uint256 eth) = range.held();
        assertEq(eth, 0);
        assertLt(lst, 1e6, "nearly all went in");
        assertApproxEqAbs(_value(), 100e18, 2);
        assertEq(range.withdrawable(), 100e18 - 1, "and comes out, but for a wei");
    }

    function test_TheKeeperOpensByTheVault() public {
        _deposit(100e18);
        int24 from = _tick() + 1;
        _rebalance(IVaultTypes.ActionKind.Deploy, 50e18, _opening(from, from + 10, 50e18, 0));
        assertApproxEqAbs(_value(), 50e18, 2);
        assertApproxEqAbs(vault.totalAssets(), 100.001e18, 5);
        uint256 most = vault.maxWithdraw(depositor);
        assertApproxEqAbs(most, 100e18, 5);
        vm.prank(depositor);
        vault.withdraw(most, depositor, depositor);
        assertEq(LST.balanceOf(depositor), most);
    }
}
