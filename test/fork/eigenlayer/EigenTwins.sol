// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {ERC1967Proxy} from "@openzeppelin/contracts/proxy/ERC1967/ERC1967Proxy.sol";
import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {Test} from "forge-std/Test.sol";
import {EigenAllocationModel} from "script/replica/models/eigenlayer/EigenAllocationModel.sol";
import {EigenDelegationModel} from "script/replica/models/eigenlayer/EigenDelegationModel.sol";
import {EigenPauserRegistryModel} from "script/replica/models/eigenlayer/EigenPauserRegistryModel.sol";
import {EigenStrategyManagerModel} from "script/replica/models/eigenlayer/EigenStrategyManagerModel.sol";
import {EigenStrategyModel} from "script/replica/models/eigenlayer/EigenStrategyModel.sol";
import {EigenTypes} from "script/replica/models/eigenlayer/EigenTypes.sol";

/// @notice What the real manager asks of a service first, and the model does not.
interface IEigenMetadata {
    function updateAVSMetadataURI(address avs, string calldata uri) external;
}

contract FreeToken is ERC20("Free", "FREE") {
    function mint(address to, uint256 amount) external {
        _mint(to, amount);
    }
}

/// @notice What the real contracts ask of parts that are not modelled: that accounts act for themselves, that nobody has a pod, that a service agrees.
contract EigenSurroundings {
    function canCall(address account, address caller, address, bytes4) external pure returns (bool) {
        return account == caller;
    }

    function stakerDepositShares(address, address) external pure returns (uint256) {
        return 0;
    }

    fallback() external {}
}

/// @notice EigenLayer's own slashing release, as the user compiled it, and the model beside it, with the same parties and as much time passed.
abstract contract EigenTwins is Test {
    /// @dev The model has the real ABI, so that its types speak to both.
    struct Side {
        EigenDelegationModel delegation;
        EigenStrategyManagerModel manager;
        EigenAllocationModel allocation;
        EigenStrategyModel strategy;
    }

    uint32 internal constant DELAY = 1_000;
    string private constant FOLDER = ".ballast/eigenlayer/";

    FreeToken internal token;
    Side internal real;
    Side internal model;
    address internal service;
    address internal governor = makeAddr("governor");
    address[2] internal operators = [makeAddr("operator 0"), makeAddr("operator 1")];
    address[3] internal stakers = [makeAddr("staker 0"), makeAddr("staker 1"), makeAddr("staker 2")];

    function setUp() public virtual {
        vm.skip(
            !vm.exists(_artifact("DelegationManager")),
            string.concat(
                "the model is not compared with EigenLayer's slashing release, which is not here. In a checkout of ",
                "Layr-Labs/eigenlayer-contracts at v1.3.0 run `forge build --out <this project>/.ballast/eigenlayer`."
            )
        );
        vm.roll(200_000);
        token = new FreeToken();
        address surroundings = address(new EigenSurroundings());
        service = surroundings;
        address registry = address(new EigenPauserRegistryModel(governor));
        real = _deployReal(registry, surroundings);
        model = _deployModel(registry);
        vm.prank(service);
        IEigenMetadata(address(real.allocation)).updateAVSMetadataURI(service, "");
        _open(real);
        _open(model);
        // Delays of allocation, which the model does not have.
        vm.roll(block.number + 5);
        _allocate(real);
        _allocate(model);
        vm.roll(block.number + 5);
    }

    function _only(Side memory side) internal pure returns (address[] memory strategies) {
        strategies = new address[](1);
        strategies[0] = address(side.strategy);
    }

    function _deployReal(address registry, address surroundings) private returns (Side memory side) {
        string memory version = "1.3.0";
        uint256 nonce = vm.getNonce(address(this)) + 4;
        address[4] memory at;
        for (uint256 i; i < 4; ++i) {
            at[i] = vm.computeCreateAddress(address(this), nonce + i);
        }
        address[4] memory code = [
            vm.deployCode(
                _artifact("DelegationManager"),
                abi.encode(at[1], surroundings, at[2], registry, surroundings, DELAY, version)
            ),
            vm.deployCode(_artifact("StrategyManager"), abi.encode(at[0], registry, version)),
            vm.deployCode(
                _artifact("AllocationManager"),
                abi.encode(at[0], registry, surroundings, uint32(10), uint32(1), version)
            ),
            vm.deployCode(_artifact("StrategyBase"), abi.encode(at[1], registry, version))
        ];
        bytes memory open = abi.encodeWithSignature("initialize(address,uint256)", governor, 0);
        bytes[4] memory init = [
            open,
            abi.encodeWithSignature("initialize(address,address,uint256)", governor, governor, 0),
            open,
            abi.encodeWithSignature("initialize(address)", token)
        ];
        for (uint256 i; i < 4; ++i) {
            assertEq(address(new ERC1967Proxy(code[i], init[i])), at[i]);
        }
        return Side(
            EigenDelegationModel(at[0]),
            EigenStrategyManagerModel(at[1]),
            EigenAllocationModel(at[2]),
            EigenStrategyModel(at[3])
        );
    }

    function _deployModel(address registry) private returns (Side memory) {
        uint256 nonce = vm.getNonce(address(this));
        address manager = vm.computeCreateAddress(address(this), nonce + 1);
        address allocation = vm.computeCreateAddress(address(this), nonce + 2);
        EigenDelegationModel delegation = new EigenDelegationModel(manager, allocation, registry, DELAY);
        return Side(
            delegation,
            new EigenStrategyManagerModel(address(delegation), governor, registry),
            new EigenAllocationModel(address(delegation), registry),
            new EigenStrategyModel(manager, address(token), registry)
        );
    }

    function _open(Side memory side) private {
        vm.prank(governor);
        side.manager.addStrategiesToDepositWhitelist(_only(side));
        EigenAllocationModel.CreateSetParams[] memory sets = new EigenAllocationModel.CreateSetParams[](1);
        sets[0] = EigenAllocationModel.CreateSetParams(1, _only(side));
        vm.prank(service);
        side.allocation.createOperatorSets(service, sets);
        for (uint256 i; i < 2; ++i) {
            vm.prank(operators[i]);
            side.delegation.registerAsOperator(address(0), 0, "");
        }
        for (uint256 i; i < 3; ++i) {
            vm.prank(stakers[i]);
            token.approve(address(side.manager), type(uint256).max);
        }
    }

    /// @dev All of the first operator's stake can be slashed, a part of the second's.
    function _allocate(Side memory side) private {
        uint64[2] memory magnitudes = [uint64(1e18), 0.37e18];
        for (uint256 i; i < 2; ++i) {
            EigenAllocationModel.RegisterParams memory joining;
            (joining.avs, joining.operatorSetIds) = (service, new uint32[](1));
            joining.operatorSetIds[0] = 1;
            EigenAllocationModel.AllocateParams[] memory params = new EigenAllocationModel.AllocateParams[](1);
            uint64[] memory parts = new uint64[](1);
            parts[0] = magnitudes[i];
            params[0] = EigenAllocationModel.AllocateParams(EigenTypes.OperatorSet(service, 1), _only(side), parts);
            vm.startPrank(operators[i]);
            side.allocation.registerForOperatorSets(operators[i], joining);
            side.allocation.modifyAllocations(operators[i], params);
            vm.stopPrank();
        }
    }

    function _artifact(string memory name) private pure returns (string memory) {
        return string.concat(FOLDER, name, ".sol/", name, ".json");
    }
}
