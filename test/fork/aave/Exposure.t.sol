// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IAaveOracle} from "strategies/aave/interfaces/IAaveOracle.sol";
import {IAaveScaledToken} from "strategies/aave/interfaces/IAaveScaledToken.sol";
import {AaveLoopTest} from "test/fork/aave/AaveLoopTest.sol";

/// @notice What the loop reports is what Aave has on it.
contract ExposureTest is AaveLoopTest {
    function test_NothingAtFirst() public view {
        (int256 lst, int256 eth) = loop.exposure(1e18);
        assertEq(lst, 0);
        assertEq(eth, 0);
        assertEq(loop.healthFactorWad(), type(uint256).max);
        assertEq(loop.withdrawable(), 0);
    }

    function test_WhatStrangersSendHereIsNotCounted() public {
        _supply(10e18);
        (int256 lst,) = loop.exposure(1e18);
        deal(address(LST), address(loop), 5e18);
        vm.deal(address(this), 1e18);
        WETH.deposit{value: 1e18}();
        WETH.transfer(address(loop), 1e18);
        (int256 after_, int256 eth) = loop.exposure(1e18);
        assertEq(after_, lst);
        assertEq(eth, 0);
    }

    function test_WhatStrangersSupplyForItIsCounted() public {
        _supply(10e18);
        deal(address(LST), stranger, 5e18);
        vm.startPrank(stranger);
        LST.approve(address(AAVE), 5e18);
        AAVE.supply(address(LST), 5e18, address(loop), 0);
        vm.stopPrank();
        (int256 lst,) = loop.exposure(1e18);
        assertApproxEqAbs(lst, 15e18, 3);
    }

    /// @dev Any sequence of operations: after each, exposure, health factor and position equal Aave's own account data.
    function testFuzz_EqualsAavesAccountDataAfterAnySequence(uint256[10] memory seeds) public {
        _supply(bound(seeds[0], 1e17, 500e18));
        for (uint256 i = 1; i < seeds.length; ++i) {
            _step(seeds[i]);
            _assertAsAaveSaysIt();
            _assertNothingLeft();
        }
    }

    function _step(uint256 seed) private {
        uint256 amount = seed >> 8;
        (uint256 collateral, uint256 debt) = loop.position();
        uint256 kind = seed % 5;
        if (kind == 0) {
            _supply(bound(amount, 1e9, 100e18));
        } else if (kind == 1) {
            uint256 room = collateral * _par() / WAD * 85 / 100;
            if (room > debt + 1e9) _leverUp(bound(amount, 1e9, room - debt));
        } else if (kind == 2) {
            if (debt > 1e9) _leverDown(amount % 3 == 0 ? type(uint256).max : bound(amount, 1e9, debt));
        } else if (kind == 3) {
            uint256 most = loop.withdrawable();
            if (most != 0) _free(bound(amount, 1, most));
        } else {
            vm.warp(block.timestamp + bound(amount, 1, 2 hours));
        }
    }

    function _assertAsAaveSaysIt() private view {
        (int256 lst, int256 eth) = loop.exposure(1e18);
        (uint256 collateral, uint256 debt) = loop.position();
        assertEq(lst, int256(IAaveScaledToken(aToken).balanceOf(address(loop))), "lst");
        assertEq(eth, -int256(IAaveScaledToken(debtToken).balanceOf(address(loop))), "eth");
        assertEq(uint256(lst), collateral);
        assertEq(uint256(-eth), debt);

        IAaveOracle lender = IAaveOracle(PROVIDER.getPriceOracle());
        (uint256 collateralBase, uint256 debtBase,,,, uint256 health) = AAVE.getUserAccountData(address(loop));
        assertEq(collateral * lender.getAssetPrice(address(LST)) / WAD, collateralBase, "collateral in Aave's base");
        assertEq((debt * lender.getAssetPrice(address(WETH)) + WAD - 1) / WAD, debtBase, "debt in Aave's base");
        assertEq(loop.healthFactorWad(), health, "health factor");
    }
}
