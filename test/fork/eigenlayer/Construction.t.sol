// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IStrategy} from "contracts/interfaces/IStrategy.sol";
import {RiskIds} from "contracts/libraries/RiskIds.sol";
import {EigenStrategyModel} from "script/replica/models/eigenlayer/EigenStrategyModel.sol";
import {EigenLayerRestaking} from "strategies/eigenlayer/EigenLayerRestaking.sol";
import {IEigenLayerRestaking} from "strategies/eigenlayer/IEigenLayerRestaking.sol";
import {EigenLayerTest} from "test/fork/eigenlayer/EigenLayerTest.sol";

contract ConstructionTest is EigenLayerTest {
    function test_SaysWhatItIs() public view {
        assertEq(strategy.kind(), "eigenlayer-restaking");
        assertEq(strategy.delegationManager(), address(DELEGATION));
        assertEq(strategy.eigenStrategy(), address(EIGEN_STRATEGY));
        assertEq(strategy.operators(), _bothOperators());
        assertEq(strategy.maxWithdrawals(), 16);
        bytes32[] memory ids = strategy.riskIds();
        assertEq(ids.length, 4);
        assertEq(ids[0], RiskIds.issuer(address(LST)));
        assertEq(ids[1], RiskIds.lender(address(DELEGATION)));
        assertEq(ids[2], RiskIds.operator(firstOperator));
        assertEq(ids[3], RiskIds.operator(secondOperator));
    }

    function test_RevertWhen_ThereIsNoCode() public {
        _refuseParts(stranger, address(EIGEN_STRATEGY), _notAContract("delegation manager"));
        _refuseParts(address(DELEGATION), stranger, _notAContract("EigenLayer strategy"));
    }

    function test_RevertWhen_EigenLayersStrategyIsOfAnotherToken() public {
        address other = address(new EigenStrategyModel(address(MANAGER), address(WETH), PAUSER_REGISTRY));
        _refuseParts(
            address(DELEGATION),
            other,
            abi.encodeWithSelector(IStrategy.ConfigMismatch.selector, "restaked token", address(WETH), address(STETH))
        );
    }

    function test_RevertWhen_EigenLayersStrategyIsOfAnotherManager() public {
        address other = address(new EigenStrategyModel(stranger, address(STETH), PAUSER_REGISTRY));
        _refuseParts(
            address(DELEGATION),
            other,
            abi.encodeWithSelector(IStrategy.ConfigMismatch.selector, "strategy manager", stranger, address(MANAGER))
        );
    }

    function test_RevertWhen_TheListIsNotOneToSixAscending() public {
        _refuseList(new address[](0), abi.encodeWithSelector(IEigenLayerRestaking.OperatorCount.selector, 0, 6));
        _refuseList(new address[](7), abi.encodeWithSelector(IEigenLayerRestaking.OperatorCount.selector, 7, 6));
        _refuseList(
            new address[](1),
            abi.encodeWithSelector(IEigenLayerRestaking.OperatorsNotAscending.selector, address(0), address(0))
        );
        address[] memory list = _bothOperators();
        list[0] = list[1];
        _refuseList(list, abi.encodeWithSelector(IEigenLayerRestaking.OperatorsNotAscending.selector, list[0], list[1]));
        list = new address[](6);
        for (uint160 i; i < 6; ++i) {
            list[i] = address(i + 1);
        }
        IStrategy most = new EigenLayerRestaking(address(vault), address(DELEGATION), address(EIGEN_STRATEGY), list);
        assertEq(most.riskIds().length, 8, "as many as a vault takes");
    }

    function _refuseParts(address delegation, address eigenStrategy, bytes memory reason) private {
        address[] memory list = _bothOperators();
        vm.expectRevert(reason);
        new EigenLayerRestaking(address(vault), delegation, eigenStrategy, list);
    }

    function _refuseList(address[] memory list, bytes memory reason) private {
        vm.expectRevert(reason);
        new EigenLayerRestaking(address(vault), address(DELEGATION), address(EIGEN_STRATEGY), list);
    }

    function _notAContract(string memory what) private view returns (bytes memory) {
        return abi.encodeWithSelector(IStrategy.NotAContract.selector, what, stranger);
    }
}
